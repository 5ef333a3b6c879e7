import path from 'node:path'
import react from '@vitejs/plugin-react'
import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'
import { embeddedBackend } from './scripts/embedded-backend.ts'

export default defineConfig(({ mode }) => {
  // A project's URL in the environment or .env points the app at that Supabase; else it brings its own.
  const hasBackend = loadEnv(mode, import.meta.dirname, 'VITE_').VITE_SUPABASE_URL !== undefined
  const isTest = process.env.VITEST !== undefined
  return {
    plugins: [react(), ...(hasBackend || isTest ? [] : [embeddedBackend()])],
    resolve: {
      alias: Object.fromEntries(
        ['@supabase/realtime-js', '@supabase/storage-js'].map((part) => [
          part,
          path.join(import.meta.dirname, 'src/lib/unused-supabase-parts.ts'),
        ]),
      ),
    },
    server: { host: '127.0.0.1', watch: { ignored: ['**/supabase/.temp/**', '**/test-results/**'] } },
    preview: { host: '127.0.0.1' },
    build: {
      target: 'es2022',
      sourcemap: true,
      rolldownOptions: {
        output: {
          codeSplitting: {
            // What every first visit needs compresses better in one piece.
            groups: [
              { name: 'start', test: /node_modules\/(react|react-dom|react-router|scheduler|@supabase)\// },
            ],
          },
        },
      },
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
            environment: 'node',
            setupFiles: ['tests/support/unit-setup.ts'],
          },
        },
        'tests/vitest.config.ts',
      ],
    },
  }
})
