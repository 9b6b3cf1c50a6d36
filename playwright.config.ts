import { defineConfig } from '@playwright/test';
import { findBrowser } from './bin/browser.mjs';

const port = Number(process.env.PORT ?? 8790);

export default defineConfig({
  testDir: 'test/e2e',
  fullyParallel: false,
  workers: 1,
  reporter: [['list']],
  forbidOnly: true,
  timeout: 120_000,
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    actionTimeout: 30_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 375, height: 667 },
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  webServer: {
    command: 'node bin/serve.ts',
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}/api/v1/areas`,
    reuseExistingServer: false,
    timeout: 300_000,
  },
});
