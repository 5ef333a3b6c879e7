/** `npm run docs:pictures`: goes through the tutorial in a browser, as its test does, and takes its pictures. */
import path from 'node:path'
import { runEndToEnd } from '../test-e2e.ts'
import { root } from './pages.ts'

process.exitCode = await runEndToEnd(['tutorial.spec.ts'], {
  DOCS_PICTURES: path.join(root, 'docs/tutorial/images'),
})
