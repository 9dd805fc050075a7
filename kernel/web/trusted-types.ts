interface DefaultPolicyRules {
  readonly createHTML: (text: string) => string;
}

interface TrustedTypesFactory {
  createPolicy(name: string, rules: DefaultPolicyRules): unknown;
}

const refuseMarkup = (text: string): string => {
  if (text.includes('<')) throw new TypeError('HTML text is not accepted anywhere in the console');
  return text;
};

/**
 * Installs the one default Trusted Types policy of the console (architecture §10.7).
 * antd writes style text through `innerHTML`; such text has no "<". Anything with markup, any script
 * text and any script address is refused. Call before the first component library loads.
 */
export const installTrustedTypesPolicy = (): void => {
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  factory?.createPolicy('default', { createHTML: refuseMarkup });
};
