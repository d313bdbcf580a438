import type { ElectronParts } from './electron-parts.ts';

/** Chromium's own errands, all off: Rearview makes no request, so nothing in it may. */
const switches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-breakpad'],
  ['disable-component-update'],
  ['disable-default-apps'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  ['no-proxy-server'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-features', 'AutofillServerCommunication,MediaRouter,OptimizationHints,SegmentationPlatform'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

/** To be called before the program is ready. */
export function quietChromium({ app }: Pick<ElectronParts, 'app'>): void {
  for (const [name, value] of switches) {
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
}

/** To be called once the program is ready. */
export function quietResolver({ app }: Pick<ElectronParts, 'app'>): void {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
}
