import type { ReactNode } from 'react';

/** A label around a field of the component library, whose native input the linter cannot see. */
export const Labelled = ({ className, children }: { readonly className?: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children
  <label {...(className === undefined ? {} : { className })}>{children}</label>
);
