/** Hands a text to the browser as a file. */
export function downloadFile(name: string, type: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Hands a document to the browser as a JSON file that people can read too. */
export function downloadJson(title: string, document: unknown) {
  const name = title.replace(/[^\p{Letter}\p{Number}]+/gu, '-').replace(/^-+|-+$/g, '') || 'export'
  downloadFile(`${name}.json`, 'application/json', `${JSON.stringify(document, null, 2)}\n`)
}
