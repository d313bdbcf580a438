export function isNewEnough(version: string): boolean;
export function tooOldSentence(version: string): string;
