import { isNewEnough, tooOldSentence } from './node-version.js';

/* To be imported first by every script: an old Node is told of in one sentence, not by what breaks. */
if (!isNewEnough(process.versions.node)) {
  console.error(tooOldSentence(process.versions.node));
  process.exit(1);
}
