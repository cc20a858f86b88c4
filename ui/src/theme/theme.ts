/** Light or dark: what the person has set, else what the system has. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
let chosen: Theme = 'system';

function apply(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && systemIsDark.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Applies a setting; a word that is no theme stands for the system's. */
export function setTheme(theme: string): void {
  chosen = THEMES.find((known) => known === theme) ?? 'system';
  apply();
}

systemIsDark.addEventListener('change', apply);
apply();
