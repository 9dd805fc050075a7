/**
 * Reads a JSON body under our limits: valid UTF-8, depth 64, no duplicate keys, no `__proto__`, no NUL,
 * no lone surrogates. A scanner looks first, because JSON.parse keeps the last of two equal keys
 * silently and accepts any depth (architecture 10.6).
 */
import type { Refusal } from '../refusals.ts';
import { requestRefusals } from '../standard-refusals.ts';

export const maxJsonDepth = 64;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

interface Level {
  /** keys of an object so far; null for an array */
  readonly keys: Set<string> | null;
  expectsKey: boolean;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw requestRefusals.text_encoding();
  }
}

/** Index just behind the closing quote of the string that opens at `open`, or -1. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5c) at += 1;
    else if (unit === 0x22) return at + 1;
  }
  return -1;
}

function readString(text: string, start: number, end: number): string {
  try {
    const value: unknown = JSON.parse(text.slice(start, end));
    if (typeof value === 'string') {
      if (value.includes('\0') || !value.isWellFormed()) throw requestRefusals.text_encoding();
      return value;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw requestRefusals.json_invalid({ at: start });
}

function checkKey(level: Level, key: string): void {
  if (forbiddenKeys.has(key)) throw requestRefusals.json_forbidden_key({ key });
  if (level.keys?.has(key) === true) throw requestRefusals.json_duplicate_key({ key: key.slice(0, 60) });
  level.keys?.add(key);
  level.expectsKey = false;
}

function scan(text: string): void {
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    const level = levels.at(-1);
    if (mark === '"') {
      const end = endOfString(text, at);
      if (end === -1) throw requestRefusals.json_invalid({ at });
      const value = readString(text, at, end);
      if (level?.expectsKey === true) checkKey(level, value);
      at = end - 1;
    } else if (mark === '{' || mark === '[') {
      if (levels.length >= maxJsonDepth) throw requestRefusals.json_depth({ limit: maxJsonDepth });
      levels.push({ keys: mark === '{' ? new Set() : null, expectsKey: mark === '{' });
    } else if (mark === '}' || mark === ']') {
      levels.pop();
    } else if (mark === ',' && level?.keys) {
      level.expectsKey = true;
    }
  }
}

function syntaxRefusal(error: unknown): Refusal {
  const place = error instanceof SyntaxError ? /position ([0-9]{1,10})/.exec(error.message)?.[1] : undefined;
  return requestRefusals.json_invalid({ at: Number(place ?? 0) });
}

/** The value of a JSON body. Throws a Refusal (400) for everything outside the limits. */
export function readJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  scan(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw syntaxRefusal(error);
  }
}
