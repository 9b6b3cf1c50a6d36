import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { tenant } from './site/src/lib/tenant.ts';
import { serviceWorker } from './site/src/offline/build.ts';

// Set before Astro builds its telemetry client, so that no build ever reports anything.
process.env.ASTRO_TELEMETRY_DISABLED = '1';

// The oldest engines seen inside WeChat: Android XWEB 86 and the WKWebView of iOS 14.
const oldestEngines = ['chrome86', 'safari14'];

// In development Astro refuses addresses without a slash before the proxy sees them, and the API has none.
const developing = process.argv.includes('dev');

// What nearly every page with an island runs comes in one file: small files pack badly and each costs a slow phone a request.
const everywhere = {
  name: 'everywhere',
  test: new RegExp(
    [
      '/node_modules/(preact|@preact|@astrojs/preact)/',
      '/site/src/lib/(api|clock|format|home|icons|now|paths|storage|use-answer)\\.ts$',
      '/site/src/islands/parts/(Arrow|Button|Icon|Notice|Section|Waiting)\\.tsx$',
      '/site/src/i18n/zh/parts\\.ts$',
    ].join('|'),
  ),
};

export default defineConfig({
  output: 'static',
  srcDir: './site/src',
  publicDir: './site/public',
  outDir: './dist/site',
  cacheDir: './node_modules/.cache/astro',
  trailingSlash: developing ? 'ignore' : 'always',
  integrations: [preact(), serviceWorker()],
  i18n: { locales: ['zh-CN'], defaultLocale: 'zh-CN' },
  devToolbar: { enabled: false },
  // Shiki would write inline styles, which the policy below forbids.
  markdown: { syntaxHighlight: false },
  security: {
    // Astro adds script-src and style-src with the hash of everything it emits itself.
    csp: {
      directives: [
        "default-src 'self'",
        ["img-src 'self' data:", ...(tenant.tiles?.origins ?? [])].join(' '),
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  vite: {
    build: { target: oldestEngines, cssTarget: oldestEngines },
    environments: {
      client: {
        build: { rolldownOptions: { output: { codeSplitting: { groups: [everywhere] } } } },
      },
    },
    // The Host stays as the browser sent it: the API refuses acts whose Origin is another host.
    server: { proxy: { '/api': { target: 'http://127.0.0.1:8787' } } },
  },
});
