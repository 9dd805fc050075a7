import { describe, expect, test } from 'vitest';
import { keyHash, recordId } from '../ids.ts';
import { sha256Hex } from '../sha256.ts';
import { decodeText } from './decode.ts';
import { sniffFormat } from './sniff.ts';
import { canonicalView } from './view.ts';

const utf8 = (s: string): Uint8Array => new TextEncoder().encode(s);
const bytes = (...b: number[]): Uint8Array => Uint8Array.from(b);
const wide = (s: string, little: boolean): Uint8Array => {
  const out = new Uint8Array(s.length * 2);
  for (let i = 0; i < s.length; i++) new DataView(out.buffer).setUint16(i * 2, s.charCodeAt(i), little);
  return out;
};
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((p) => [...p]));
const SAMPLE = '一、总体要求\r\n到2025年，一批项目建成。\r\n二、任务\r\n';

describe('读出文本', () => {
  test('UTF-8 有无 BOM 都能读，行尾不变', () => {
    expect(decodeText(utf8(SAMPLE))).toEqual({ ok: true, text: SAMPLE, encoding: 'utf-8' });
    expect(decodeText(join(bytes(0xef, 0xbb, 0xbf), utf8(SAMPLE)))).toEqual({ ok: true, text: SAMPLE, encoding: 'utf-8' });
  });
  test('UTF-16 两种字节序，有 BOM 或从内容判断', () => {
    expect(decodeText(join(bytes(0xff, 0xfe), wide(SAMPLE, true)))).toEqual({ ok: true, text: SAMPLE, encoding: 'utf-16le' });
    expect(decodeText(join(bytes(0xfe, 0xff), wide(SAMPLE, false)))).toEqual({ ok: true, text: SAMPLE, encoding: 'utf-16be' });
    expect(decodeText(wide(SAMPLE, true))).toEqual({ ok: true, text: SAMPLE, encoding: 'utf-16le' });
    expect(decodeText(wide(SAMPLE, false))).toEqual({ ok: true, text: SAMPLE, encoding: 'utf-16be' });
  });
  test('GB18030', () => {
    // “一、任务”
    expect(decodeText(bytes(0xd2, 0xbb, 0xa1, 0xa2, 0xc8, 0xce, 0xce, 0xf1))).toEqual({ ok: true, text: '一、任务', encoding: 'gb18030' });
  });
  test('空文件和只有 BOM 的文件', () => {
    for (const b of [bytes(), bytes(0xef, 0xbb, 0xbf), bytes(0xff, 0xfe), bytes(0xfe, 0xff)]) expect(decodeText(b)).toMatchObject({ ok: false, code: 'empty_file' });
  });
  test('读不出的字节：给出第一个坏字节的位置', () => {
    const text = utf8('一、总体要求，推进项目建设，确保完成。');
    expect(decodeText(join(text, bytes(0xff, 0xff), text))).toMatchObject({ ok: false, code: 'text_encoding', offset: text.length });
    expect(decodeText(join(text, bytes(0xe4, 0xb8)))).toMatchObject({ ok: false, code: 'text_encoding', offset: text.length });
    expect(decodeText(bytes(0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00))).toMatchObject({ ok: false, code: 'text_encoding', offset: 2 });
  });
  test('别的文件改名成 txt', () => {
    const cases: [Uint8Array, string][] = [
      [bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0), 'binary'],
      [bytes(0x4d, 0x5a, 0x90, 0, 3, 0), 'binary'],
      [bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1), 'binary'],
      [utf8('%PDF-1.7\n1 0 obj'), 'pdf'],
      [join(bytes(0x50, 0x4b, 3, 4), utf8('xl/workbook.xml')), 'zip'],
      [join(bytes(0x50, 0x4b, 3, 4), utf8('....word/document.xml')), 'docx'],
      [join(utf8('文字'), bytes(0, 0, 0), utf8('文字')), 'binary'],
    ];
    for (const [b, found] of cases) {
      expect(sniffFormat(b)).toBe(found);
      expect(decodeText(b)).toMatchObject({ ok: false, code: 'type_mismatch', found });
    }
  });
  test('网页按内容认出', () => {
    expect(sniffFormat(utf8('<!-- 来源 -->\n<!DOCTYPE html><html>'))).toBe('html');
    expect(sniffFormat(utf8('<div class="TRS">正文</div>'))).toBe('html');
    expect(sniffFormat(utf8('一、<重点>任务'))).toBe('txt');
  });
});

describe('等长视图', () => {
  test('长度不变，家族归一', () => {
    const text = '（一）　１２．５％：“甲”—乙～丙\u200b『丁』\r\n㎡①Ⅳ';
    const view = canonicalView(text);
    expect(view).toHaveLength(text.length);
    expect(view).toBe('(一) 12.5%:“甲”-乙~丙 ‘丁’\n\n㎡①Ⅳ');
  });
  test('跨块也不错位', () => {
    const text = `${'甲'.repeat(8191)}（乙）${'丙'.repeat(20000)}：`;
    const view = canonicalView(text);
    expect(view.length).toBe(text.length);
    expect([view[8191], view[8193], view[view.length - 1], view[8190]]).toEqual(['(', ')', ':', '甲']);
  });
});

describe('SHA-256 与标识', () => {
  test('标准的例子（FIPS 180-4）', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
    expect(sha256Hex('a'.repeat(1_000_000))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  });
  test('记录标识：类别字母加十个 base32 字符，相同的键加 ~2', () => {
    // first 50 bits of ba7816bf8f01cf… in RFC 4648 base32
    expect(keyHash('abc')).toBe('xj4bnp4pah');
    const seen = new Map<string, number>();
    expect([recordId('t', 'abc', seen), recordId('t', 'abc', seen), recordId('p', 'abc', seen)]).toEqual(['t_xj4bnp4pah', 't_xj4bnp4pah~2', 'p_xj4bnp4pah']);
  });
});
