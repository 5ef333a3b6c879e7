/**
 * Cleans up after a stack whose process was killed and could not do it: a shell in a session of its own
 * holds the end of a pipe and sees it close when we die, however we die.
 */
import { spawn } from 'node:child_process'

const script = `
directory=$1
cat >/dev/null
kill "$(cat "$directory/pooler.pid" 2>/dev/null)" 2>/dev/null
for data in "$directory"/*/; do
  pid=$(head -n 1 "$data/postmaster.pid" 2>/dev/null)
  [ -n "$pid" ] || continue
  kill -INT "$pid" 2>/dev/null
  tries=0
  while kill -0 "$pid" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -eq 100 ] && kill -QUIT "$pid"
    sleep 0.05
  done
done
rm -rf "$directory"
`

/** Watches over `directory` until dismissed; then, or when this process ends, it is stopped and removed. */
export function startJanitor(directory: string) {
  const janitor = spawn('/bin/sh', ['-c', script, 'scenarios-stack-janitor', directory], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  janitor.unref()
  // The pipe must not keep our own process running either.
  const pipe = janitor.stdin as unknown as {
    unref(): void
    end(): void
    on(event: 'error', handler: () => void): void
  }
  pipe.unref()
  pipe.on('error', () => {})
  return { dismiss: () => pipe.end() }
}
