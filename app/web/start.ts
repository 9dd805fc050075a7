import './prepare.ts';

// Loaded after `prepare` has run: static imports of one chunk run before its own code, so main.tsx cannot be imported statically.
void import('./main.tsx');
