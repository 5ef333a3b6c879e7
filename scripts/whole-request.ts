/**
 * A request with all of its body. lite reads bodies late, behind its queries; of a browser that has given up by then, as one that
 * leaves a page does, it would print an error as if something were broken.
 */

/** Null where the client was gone before all of it was there: nobody waits for an answer. */
export async function wholeRequest(request: Request): Promise<Request | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return request
  try {
    return new Request(request, { body: await request.arrayBuffer() })
  } catch {
    return null
  }
}
