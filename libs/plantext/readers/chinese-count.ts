/**
 * Numbers as Word writes them in front of paragraphs (ECMA-376 17.18.59 ST_NumberFormat), the formats Chinese documents use.
 */
const digits = '〇一二三四五六七八九';
const formalDigits = '零壹贰叁肆伍陆柒捌玖';

const positional = (value: number, zero: string): string => [...String(value)].map((d) => (d === '0' ? zero : (digits[Number(d)] ?? ''))).join('');

/** Counting numerals below 100,000,000: 10 十, 11 十一, 20 二十, 105 一百零五. */
const counting = (value: number, figures: string, units: readonly string[]): string => {
  if (value === 0) return figures[0] ?? '';
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1000 ? (figures[0] ?? '') : '';
    return `${counting(Math.floor(value / 10_000), figures, units)}万${rest === 0 ? '' : gap + counting(rest, figures, units)}`;
  }
  let out = '';
  let pendingZero = false;
  const text = String(value);
  for (let i = 0; i < text.length; i += 1) {
    const digit = Number(text[i]);
    const unit = units[text.length - 1 - i] ?? '';
    if (digit === 0) pendingZero = out !== '';
    else {
      out += (pendingZero ? figures[0] : '') + (figures[digit] ?? '') + unit;
      pendingZero = false;
    }
  }
  return out;
};

const zeroed = `零${digits.slice(1)}`;
const chinese = (value: number): string => {
  const text = counting(value, zeroed, ['', '十', '百', '千']);
  return value >= 10 && value < 20 ? text.slice(1) : text;
};

const roman = (value: number): string => {
  const table: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let out = '';
  for (const [size, letters] of table) {
    while (rest >= size) {
      out += letters;
      rest -= size;
    }
  }
  return out;
};

/** a … z, aa, bb … as Word does: the letter is repeated. */
const letters = (value: number, first: string): string => String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);

const circled = (value: number): string => {
  if (value >= 1 && value <= 20) return String.fromCharCode(0x2460 + value - 1);
  if (value >= 21 && value <= 35) return String.fromCharCode(0x3251 + value - 21);
  return value >= 36 && value <= 50 ? String.fromCharCode(0x32b1 + value - 36) : String(value);
};

const from =
  (characters: string) =>
  (value: number): string =>
    characters[(value - 1) % characters.length] ?? String(value);

const formats: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: (value) => [...String(value)].map((d) => String.fromCharCode(0xff10 + Number(d))).join(''),
  decimalFullWidth2: (value) => [...String(value)].map((d) => String.fromCharCode(0xff10 + Number(d))).join(''),
  decimalHalfWidth: String,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedParen: (value) => (value <= 20 ? String.fromCharCode(0x2474 + value - 1) : `(${value})`),
  decimalEnclosedFullstop: (value) => (value <= 20 ? String.fromCharCode(0x2488 + value - 1) : `${value}.`),
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  japaneseCounting: chinese,
  koreanCounting: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  ideographDigital: (value) => positional(value, '〇'),
  japaneseDigitalTenThousand: chinese,
  taiwaneseDigital: (value) => positional(value, '〇'),
  chineseLegalSimplified: (value) => counting(value, formalDigits, ['', '拾', '佰', '仟']),
  ideographLegalTraditional: (value) => counting(value, formalDigits, ['', '拾', '佰', '仟']),
  ideographTraditional: from('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: from('子丑寅卯辰巳午未申酉戌亥'),
  ideographEnclosedCircle: (value) => (value <= 10 ? String.fromCharCode(0x3280 + value - 1) : chinese(value)),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: (value) => letters(value, 'A'),
  lowerLetter: (value) => letters(value, 'a'),
  bullet: () => '',
  none: () => '',
};

/** The numeral of `value` in Word's number format; undefined for a format that Chinese documents do not use. */
export const formatNumber = (value: number, format: string): string | undefined => (value < 0 || value > 99_999_999 ? String(value) : formats[format]?.(value));
