/* A string of JSON under the key `plan`, from its opening quote on; its end may be missing. */
const planField = /[{,]\s*"plan":\s*"((?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*)/;

/** The plan in the input of a call, as far as the text goes: inputs are JSON, and may be cut. Null when there is none. */
export function planIn(input: string): string | null {
  const written = planField.exec(input)?.[1];
  if (written === undefined) return null;
  const plan = textFrom(written);
  return plan === null || plan.trim() === '' ? null : plan;
}

function textFrom(written: string): string | null {
  try {
    return JSON.parse(`"${written}"`) as string;
  } catch {
    return null;
  }
}
