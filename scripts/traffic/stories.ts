/** The recorded stories, a file each. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Story } from './story.ts'

const directory = path.resolve(import.meta.dirname, '../../tests/traffic')

/** Those of this app, or those that a release keeps of its own. */
export async function readStories(from = directory): Promise<Story[]> {
  const files = (await readdir(from)).filter((file) => file.endsWith('.json')).sort()
  return Promise.all(
    files.map(async (file) => JSON.parse(await readFile(path.join(from, file), 'utf8')) as Story),
  )
}

/** Puts these in the place of all that were there. */
export async function writeStories(stories: readonly Story[]): Promise<string[]> {
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  return Promise.all(
    stories.map(async (story) => {
      const file = path.join(directory, `${slugOf(story.title)}.json`)
      await writeFile(file, `${JSON.stringify(story, null, 2)}\n`)
      return file
    }),
  )
}

export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '')
}
