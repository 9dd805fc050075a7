import { describe, expect, test } from 'vitest';
import { hasOrgCodeCheck, orgCodeCheckCharacter, readUscc, usccAlphabet, usccCheckCharacter } from './index.ts';

/** Published codes (HJ 608 prints the first; the others are public codes of organisations). */
const published = `91130200699229617X 1134160073302996XP 914403001922038216 9144030071526726XG 91330100799655058B 91110000802100433B 91350100M000100Y43
91110105771583283D 91110108740084270C 112302070019030687 91110108735106340Y 911101077776591113 51610700305332460K 91440300359143307G 11610923MB2900168E
1134082855783407XL 91341000MA2N0ABGXX 91110228397176695A 91110111567495091J 51100000500019541K 11330283002982634F 92510100MA61WJ3204 52610500MJU60350X1
91510000779827684C 1142092201131905X1 91440300311906854A 51140200MJ1693047P 913101135696449862 91460600MA5RC30P9Y 11991000010647510A 91110113766754543Y
121526004609138637 52440111MJK9980480 91330200750364874C 52120000MJ0529018E 91440300708461136T 91110108551385082Q`.split(/\s+/);
/** Made for tests. */
const made = ['91340323MA2TXYC14F', '93340323MA2ABCD210', '52340323MJB00123XA', '113403230030999900'];

const faultOf = (text: string): string => {
  const reading = readUscc(text);
  return reading.ok ? 'none' : reading.fault;
};

describe('统一社会信用代码（GB 32100）', () => {
  test.each([...published, ...made])('%s 有效，校验位可由前 17 位算出', (code) => {
    expect(readUscc(code)).toMatchObject({ ok: true, code, division: code.slice(2, 8) });
    expect(usccCheckCharacter(code.slice(0, 17))).toBe(code[17]);
  });

  test.each([
    ['91130200699229617A', 'check'],
    ['91130200699229618X', 'check'],
    ['91130200699229617O', 'character'],
    ['9113020069922961X', 'length'],
    ['91350200M000000510', 'check'],
    ['91350128M00000019A', 'check'],
    ['123456789012345678', 'body'], // its check character is right
    ['', 'empty'],
    ['B1130200699229617X', 'department'],
    ['94130200699229617X', 'kind'],
    ['910302006992296171', 'division'],
    ['91130200699229617XX', 'length'],
  ])('%s 被拒绝：%s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
    const reading = readUscc(text);
    expect(!reading.ok && reading.message.length > 8).toBe(true);
  });

  test('全角、小写、空格、零宽字符按原意读取', () => {
    expect(readUscc(' ９１１３０２００ 69922961\u200b7x\n')).toMatchObject({ ok: true, code: '91130200699229617X' });
  });

  test('字母 O、I 等提示可能是哪个数字', () => {
    const reading = readUscc('9113O200699229617X');
    expect(!reading.ok && reading.message).toContain('第 5 位是「O」');
    expect(!reading.ok && reading.message).toContain('「0」');
  });

  test('改动任意一位都会被发现', () => {
    for (const code of made) {
      for (let at = 0; at < 18; at += 1) {
        for (const other of usccAlphabet) {
          if (other === code[at]) continue;
          expect(readUscc(code.slice(0, at) + other + code.slice(at + 1)).ok, `${code} ${at} ${other}`).toBe(false);
        }
      }
    }
  });

  test('相邻两位颠倒会被发现', () => {
    for (const code of [...published, ...made]) {
      for (let at = 0; at < 17; at += 1) {
        if (code[at] === code[at + 1]) continue;
        expect(readUscc(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)).ok, `${code} ${at}`).toBe(false);
      }
    }
  });
});

describe('组织机构代码（GB 11714）', () => {
  test.each([
    ['00304929', '9'],
    ['69922961', '7'],
    ['73302996', 'X'],
  ])('%s 的校验位是 %s', (first8, check) => {
    expect(orgCodeCheckCharacter(first8)).toBe(check);
    expect(hasOrgCodeCheck(first8 + check)).toBe(true);
  });

  test('形式不对的没有校验位', () => {
    for (const text of ['', '1234567', '123456789', 'abcdefgh', '中文中文中文中文']) expect(orgCodeCheckCharacter(text), text).toBeUndefined();
  });
});
