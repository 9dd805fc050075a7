import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convert, formatDecimal, parseDecimal, roundTo, units } from './quantity.ts';
import type { UnitCode } from './quantity.ts';

const digits = (max: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: max }).map((list) => list.join(''));
const decimalText = fc.tuple(fc.boolean(), digits(15), fc.option(digits(10))).map(([minus, whole, part]) => `${minus ? '-' : ''}${whole}${part === null ? '' : `.${part}`}`);
const codes = Object.keys(units) as UnitCode[];

test('写出再读入，数值不变，且不含指数', () => {
  fc.assert(
    fc.property(decimalText, (text) => {
      const written = formatDecimal(parseDecimal(text));
      expect(written).toMatch(/^-?[0-9]+(\.[0-9]*[1-9])?$/);
      expect(parseDecimal(written).equals(parseDecimal(text))).toBe(true);
    }),
  );
});

test('舍入误差不超过末位的一半，再舍一次不变', () => {
  fc.assert(
    fc.property(decimalText, fc.integer({ min: 0, max: 6 }), fc.constantFrom('half-up', 'half-even'), (text, places, mode) => {
      const amount = parseDecimal(text);
      const rounded = roundTo(amount, places, mode);
      expect(rounded.minus(amount).abs().times(2).lessThanOrEqualTo(parseDecimal('10').pow(-places))).toBe(true);
      expect(roundTo(rounded, places, mode).equals(rounded)).toBe(true);
    }),
  );
});

test('换算过去再换算回来，差不过第 40 位有效数字；不同种类一律拒绝', () => {
  fc.assert(
    fc.property(decimalText, fc.constantFrom(...codes), fc.constantFrom(...codes), (text, from, to) => {
      const quantity = { amount: parseDecimal(text), unit: from };
      if (units[from].dimension !== units[to].dimension) {
        expect(() => convert(quantity, to)).toThrow();
        return;
      }
      const back = convert(convert(quantity, to), from).amount;
      expect(back.minus(quantity.amount).abs().lessThanOrEqualTo(quantity.amount.abs().times('1e-40'))).toBe(true);
    }),
  );
});
