import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // The window's policy allows no data: URL and no code of another origin.
  build: { target: 'safari16', sourcemap: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['dev/test-setup.ts'],
  },
}));
