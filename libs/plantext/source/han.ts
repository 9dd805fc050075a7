/** True for the code of a Chinese character; false for NaN, which stands outside a text. */
export const isHanCode = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
