import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Only `ipc/` talks to the shell: everything else asks it. */
const SHELL_ONLY_IN_IPC = {
  'no-restricted-imports': ['error', { patterns: [{ group: ['@tauri-apps/*'], message: 'Use src/ipc instead.' }] }],
};

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/ipc/generated.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
  },
  {
    rules: {
      ...SHELL_ONLY_IN_IPC,
      'no-console': 'error',
      // The full-width space is a letter of Japanese typesetting, not a slip.
      'no-irregular-whitespace': 'off',
      // Maps and parameters here are made anew and never changed after they are shown.
      'svelte/prefer-svelte-reactivity': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Addresses here are hashes made by shared/route, not paths of a router package.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'svelte/button-has-type': 'error',
    },
  },
  { files: ['src/ipc/**', 'src/testing/**', 'dev/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['*.js', '*.ts', 'dev/*.mjs'], languageOptions: { globals: { ...globals.node } } },
);
