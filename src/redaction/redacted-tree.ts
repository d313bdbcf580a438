import { isStructuralId } from './structural-id.ts';
import type { Redactor } from './unredacted.ts';

type Container = Record<string, unknown> | unknown[];

interface Step {
  readonly from: Container;
  readonly to: Container;
  /** What the values in an array, or in the box beside a name, are called. */
  readonly name: string;
}

/** The tree with every string in it redacted. Walks with a stack of its own: hostile logs nest deeper than the call stack. */
export function redactedTree(root: unknown, redactor: Redactor): unknown {
  const result: unknown[] = [];
  const todo: Step[] = [];
  put(result, '0', redactedValue(root, '', redactor, todo));
  for (let step = todo.pop(); step; step = todo.pop()) {
    if (Array.isArray(step.from)) fillArray(step.from, step.to, step.name, redactor, todo);
    else fillObject(step.from, step.to, step.name, redactor, todo);
  }
  return result[0];
}

function fillArray(from: readonly unknown[], to: Container, name: string, redactor: Redactor, todo: Step[]): void {
  const strings = redactor.list && from.length > 1 && from.every((item) => typeof item === 'string');
  const items = strings ? (redactor.list?.(from) ?? from) : from;
  items.forEach((item, index) => {
    put(to, String(index), strings ? item : redactedValue(item, name, redactor, todo));
  });
}

function fillObject(
  from: Record<string, unknown>,
  to: Container,
  name: string,
  redactor: Redactor,
  todo: Step[],
): void {
  const called = calledBeside(from);
  for (const [key, value] of Object.entries(from)) {
    const its_name = holdsValue.has(key) ? (called ?? (name || key)) : key;
    const shown = redactor.isOurs?.(key) ? key : redactedText(key, redactor);
    put(to, shown, redactedValue(value, its_name, redactor, todo));
  }
}

/** Fields that hold what another field beside them names: `{"name": "DB_PASSWORD", "value": "…"}`. */
// oxfmt-ignore
const holdsValue = new Set(['value', 'Value', 'val', 'string_value', 'stringValue', 'StringValue', 'secretValue', 'SecretString', 'default', 'defaultValue', 'plaintext', 'ParameterValue']);
// oxfmt-ignore
const holdsName = ['name', 'Name', 'key', 'Key', 'field', 'variable', 'header', 'label', 'id', 'property', 'option', 'param', 'parameter', 'ParameterKey'] as const;
const name_most = 128;

function calledBeside(from: Record<string, unknown>): string | null {
  for (const key of holdsName) {
    const name = Object.hasOwn(from, key) ? from[key] : undefined;
    if (typeof name === 'string' && name.length <= name_most) return name;
  }
  return null;
}

function redactedValue(value: unknown, name: string, redactor: Redactor, todo: Step[]): unknown {
  if (typeof value === 'string') return namedText(value, name, redactor);
  if (typeof value === 'number' || typeof value === 'bigint') return namedNumber(value, name, redactor);
  if (typeof value !== 'object' || value === null) return value;
  const to: Container = Array.isArray(value) ? [] : {};
  todo.push({ from: value as Container, to, name });
  return to;
}

function namedText(text: string, name: string, redactor: Redactor): string {
  if (text.length === 0) return text;
  if (name === '' || !redactor.named) return redactedText(text, redactor);
  return isStructuralId(text) && !mayName(name) ? text : redactor.named(name, text);
}

function namedNumber(value: number | bigint, name: string, redactor: Redactor): unknown {
  if (!redactor.named || !mayName(name)) return value;
  const text = String(value);
  const shown = redactor.named(name, text);
  return shown === text ? value : shown;
}

/** Whether a field of this name can be a secret in the shape of an id or a number. */
function mayName(name: string): boolean {
  return name.length <= name_most && /pass|pwd|secret|token|key|pin|otp|auth|cred/i.test(name);
}

/** The text, unless it is an id by its whole shape. */
export function redactedText(text: string, redactor: Redactor): string {
  return text.length === 0 || isStructuralId(text) ? text : redactor.text(text);
}

/** Defines instead of assigning, so that a key named `__proto__` stays data. */
function put(to: Container, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(to, name, { value, enumerable: true, writable: true, configurable: true });
  else (to as Record<string, unknown>)[name] = value;
}
