import { z } from 'zod';
import { Message } from './message.ts';
import { Session, Subagent } from './session.ts';

const words = new Map<string, Set<string>>();

/** Whether this is the name of a field of messages or sessions: a word of this contract, and of no log. */
export const isFieldName = (name: string): boolean => words.has(name);

/** Whether this is one of the words that a field of this name chooses from, such as `tool_call` of `type`. */
export const isFieldWord = (name: string, word: string): boolean => words.get(name)?.has(word) ?? false;

/** Notes the names of fields in a shape, and what the field `name`, whose shape it is, chooses from. */
function note(shape: z.core.$ZodType, name: string): void {
  if (shape instanceof z.ZodObject) {
    for (const [field, inner] of Object.entries<z.core.$ZodType>(shape.shape)) {
      if (!words.has(field)) words.set(field, new Set());
      note(inner, field);
    }
  } else if (shape instanceof z.ZodArray) note(shape.element, name);
  else if (shape instanceof z.ZodNullable || shape instanceof z.ZodOptional) note(shape.unwrap(), name);
  else if (shape instanceof z.ZodUnion) for (const one of shape.options) note(one, name);
  else if (shape instanceof z.ZodEnum) for (const word of shape.options) words.get(name)?.add(String(word));
  else if (shape instanceof z.ZodLiteral) for (const word of shape.values) words.get(name)?.add(String(word));
}

for (const shape of [Message, Session, Subagent]) note(shape, '');
