import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divisionLevelOf, divisionPathOf, isDivisionWithin, isStatisticalZone, parentDivisionOf, readDivisionCode, readUscc } from './index.ts';

describe('行政区划代码', () => {
  test.each([
    ['34', '340000', 'province'],
    ['3403', '340300', 'city'],
    ['340323', '340323', 'county'],
    ['340323000000', '340323', 'county'],
    ['340300000000', '340300', 'city'],
    ['340323100', '340323100', 'town'],
    ['340323100000', '340323100', 'town'],
    ['340323100001', '340323100001', 'village'],
    [' ３４０３２３ ', '340323', 'county'],
    ['441900003', '441900003', 'town'],
    ['50', '500000', 'province'],
  ])('%s 读作 %s（%s）', (text, code, level) => {
    expect(readDivisionCode(text)).toEqual({ ok: true, code, level });
  });

  test.each(['', '3', '34032', '3403231', '34O323', '00', '30', '034032', '340023', '34032310000'])('「%s」被拒绝并说明办法', (text) => {
    const reading = readDivisionCode(text);
    expect(reading.ok).toBe(false);
    expect(!reading.ok && reading.message).toMatch(/请|没有填写/);
  });

  test('上级与路径按代码结构得出', () => {
    expect(divisionPathOf('340323100001')).toEqual(['340000', '340300', '340323', '340323100', '340323100001']);
    expect(parentDivisionOf('441900003')).toBe('441900');
    expect(parentDivisionOf('340000')).toBeNull();
  });

  test('是否在某地之内', () => {
    expect(isDivisionWithin('340323100001', '340300')).toBe(true);
    expect(isDivisionWithin('340323', '340323')).toBe(true);
    expect(isDivisionWithin('340322', '340323')).toBe(false);
    expect(isDivisionWithin('340300', '340323')).toBe(false);
  });

  test('71、72 等是统计用的开发区代码', () => {
    expect(isStatisticalZone('320571')).toBe(true);
    expect(isStatisticalZone('340323')).toBe(false);
  });

  test('任何文字都不会抛错；读得通的再读一次不变，路径逐级到省', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{0,13}$/), fc.stringMatching(/^34[0-9]{4}([0-9]{3})?$/));
    fc.assert(
      fc.property(text, (typed) => {
        readUscc(typed);
        const reading = readDivisionCode(typed);
        if (!reading.ok) return;
        expect(readDivisionCode(reading.code)).toEqual(reading);
        const path = divisionPathOf(reading.code);
        expect(divisionLevelOf(path[0] ?? '')).toBe('province');
        expect(new Set(path).size).toBe(path.length);
      }),
    );
  });
});
