/** Path of a working Chromium, installing one when none is there; undefined when that fails too. */
export declare const findChromium: (options?: { install?: boolean }) => string | undefined;
