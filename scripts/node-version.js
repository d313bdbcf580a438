/** The oldest Node that has everything Rearview needs: types taken out while loading, and SQLite without a flag. */
const oldest = [24, 15];

/** @param {string} version such as `24.21.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** @param {string} version */
export function tooOldSentence(version) {
  return `Rearview needs Node ${oldest.join('.')} or newer; this is Node ${version}. It can be had from nodejs.org.`;
}
