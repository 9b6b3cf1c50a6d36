import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  casing: 'snake_case',
  schema: ['./worker/lib/tables.ts', './worker/features/*/tables.ts'],
  out: './drizzle',
});
