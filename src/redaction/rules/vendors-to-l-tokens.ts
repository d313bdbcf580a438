import { tokenRule } from './token.ts';

/** Keys of smaller services, by the first letters of their names: a to l. */
export const vendorsToLTokens = [
  tokenRule({
    name: 'adobe-secret',
    prefixes: ['p8e-'],
    body: '[A-Za-z0-9]{32}(?![A-Za-z0-9])',
    sample: ['p8e-', '7lrwfvealkxwkkxzwwhp0e4fujfonxaw'],
  }),
  tokenRule({
    name: 'aikido-token',
    prefixes: ['AIK_CI_', 'AIK_SECRET_', 'AIK_CLIENT_'],
    body: '[A-Za-z0-9]{20,72}',
    sample: ['AIK_CI_', 'HW35PBbnm3NliqNT1Nx4xyB7LQ4DBqHb'],
  }),
  tokenRule({
    name: 'asaas-key',
    prefixes: ['aact_prod_', 'aact_hmlg_'],
    body: '[A-Za-z0-9_-]{20,200}',
    sample: ['aact_prod_', 'oMSp4DTHEzEDh2QFLVxZXSezhDvt2gl8t7', 'mqaKzx'],
  }),
  tokenRule({
    name: 'authress-key',
    prefixes: ['authress_', 'scauth_', 'ext_', 'sc_'],
    body: String.raw`[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,36}\.[A-Za-z0-9+/_=-]{30,140}`,
    sample: ['authress_', '4tub48i09.i7864.acc_o5gweytpqbcpk3', '.h45ttdq5ect8dmd7nccmyonk68ktsrl7f', '6h94run827o'],
  }),
  tokenRule({
    name: 'canada-notify-key',
    prefixes: ['gcntfy-'],
    body: '[a-z0-9_]{1,40}-[0-9a-f]{8}-[0-9a-f-]{20,80}',
    sample: ['gcntfy-', 'app-68d37057-97a8-6cb1-047d-b8c2b7', 'a8912d-e18ead32-b53e-40fb-73d9-3a3', 'c91b089f7'],
  }),
  tokenRule({
    name: 'canva-secret',
    prefixes: ['cnvca'],
    body: '[A-Za-z0-9_-]{40,60}',
    sample: ['cnvca', 'JEmNwzsXFL41EwCl5ov9RttYnn1sCIvaUo', 'jhbOIDYvGmZ4qTOWI'],
  }),
  tokenRule({
    name: 'cloudsmith-key',
    prefixes: ['csa_'],
    body: '[A-Za-z0-9]{30,40}(?![A-Za-z0-9])',
    sample: ['csa_', '9c2e640e43c1a5fab762d8897c0d4aCAGL', 'lE'],
  }),
  tokenRule({
    name: 'cockroach-key',
    prefixes: ['CCDB1_'],
    body: '[A-Za-z0-9]{16,30}_[A-Za-z0-9]{32,48}',
    sample: ['CCDB1_', 'cdO67MbO63ZJzqk5v7czXX_IgqdCTlIMhf', 'WvRLDA5TYt9NGl1iaJdutEnCujAO7'],
  }),
  tokenRule({
    name: 'configcat-key',
    prefixes: ['configcat-sdk-1/'],
    body: '[A-Za-z0-9_-]{22}/[A-Za-z0-9_-]{22}',
    sample: ['configcat-sdk-1/', 'RCaalcxuyBop5aVkxGzb89/pc86E7oJaff', 'q6DOtoVJeK0'],
  }),
  tokenRule({
    name: 'datastax-token',
    prefixes: ['AstraCS:'],
    body: '[A-Za-z0-9]{16,32}(?::[0-9a-f]{32,80})?',
    sample: [
      'AstraCS:',
      'FNjNCehkWsFTGF3xYQoOjDr8:d88e0e927',
      'f7ff16909dea770a44231961c406d98ccd',
      '509316fa3403797d561fb',
    ],
  }),
  tokenRule({
    name: 'deno-token',
    prefixes: ['ddp_', 'ddo_', 'ddw_'],
    body: '[A-Za-z0-9]{30,48}',
    sample: ['ddp_', 'XR1dz1ZsgbDxtLVuT5HTpta4OKzpzVwIay', 'h4'],
  }),
  tokenRule({
    name: 'devcycle-key',
    prefixes: ['dvc_server_', 'dvc_client_', 'dvc_mobile_'],
    body: '[A-Za-z0-9_]{8,60}',
    sample: ['dvc_server_', '3vh7yViqWEPPlihj1MTrdHsx'],
  }),
  tokenRule({
    name: 'devin-key',
    prefixes: ['apk_user_', 'apk_', 'cog_'],
    body: '[A-Za-z0-9+/]{50,200}={0,2}',
    sample: [
      'apk_user_',
      'PvrwDXKErhtRFKs2K9ffDVS35PnmbjUPUL',
      'nPyx8ZuTAVE14vtVTAA14vdnc2lOch846I',
      'C4ZulAqpNx9DHG6HioLgyHSdPr4WyMx1Ot',
      'Uz6QW3hqTJwwzZHhN8vzLw5n6l',
    ],
  }),
  tokenRule({
    name: 'docker-swarm-key',
    prefixes: ['SWMTKN-1-', 'SWMKEY-1-'],
    body: '[A-Za-z0-9+/]{40,64}(?:-[a-z0-9]{20,32})?',
    sample: ['SWMTKN-1-', 'rnehdn9loi03w5rwd7sau4iyl6i5p55qob', 'bndyktwbxze17h7y-t8ex7dfolqvpl6kbq', 'e3t8w8vr'],
  }),
  tokenRule({
    name: 'ebay-secret',
    prefixes: ['PRD-', 'SBX-'],
    body: String.raw`[0-9a-f]{8,12}(?:-[0-9a-f]{4,12}){1,5}(?![A-Za-z0-9-])`,
    sample: ['PRD-', '7f2c9e04b1d8-63a5-4c1f-9b0e-2d47'],
  }),
  tokenRule({
    name: 'elastic-key',
    prefixes: ['essu_'],
    body: '[A-Za-z0-9_-]{40,220}={0,2}',
    sample: ['essu_', 'zXqcBchyM12iyuAA2V4MBvAfAsdj4ZotG5', 'r6ssuwvRUsEWSFHvzafAVLkpuHZ6JGOIBg', 'KVTruWgiFaAp'],
  }),
  tokenRule({
    name: 'exoscale-key',
    prefixes: ['EXO'],
    body: '[A-Za-z0-9]{24,30}(?![A-Za-z0-9])',
    sample: ['EXO', 'aBuMk1iYZ4e1zX8R6YCibFhme6'],
  }),
  tokenRule({
    name: 'google-api-key',
    prefixes: ['AQ.Ab8RN6'],
    body: '[A-Za-z0-9_-]{30,60}',
    sample: ['AQ.Ab8RN6', 'hdV5EWUUqz6hxAVWDFxiaNz7f7i0PsuhM3', 'JQIC5EW7HC'],
  }),
  tokenRule({
    name: 'ionic-token',
    prefixes: ['ion_'],
    body: '[A-Za-z0-9]{42}(?![A-Za-z0-9])',
    sample: ['ion_', 'nXUbfaeEJuwFWIIvK6jFhet050CcgYk1sl', 'fUh5xJlA'],
  }),
  tokenRule({
    name: 'lichess-token',
    prefixes: ['lip_'],
    body: '[A-Za-z0-9]{16,60}(?![A-Za-z0-9_])',
    sample: ['lip_', 'vIrFf3pfL86CjU4uiNHL'],
  }),
];
