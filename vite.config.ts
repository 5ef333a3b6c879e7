import react from '@vitejs/plugin-react'
import { supalite } from '@supabase/lite/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react(), supalite({ initOnBoot: false })],
})
