// Reads feeds with feedsmith for benchmarks/peers/feedsmith.py. Each line of standard input is one request in JSON, and each is
// answered by one line: {"document": PATH} loads a document and warms the compiler up, {"run": true} reads it and tells the CPU time in microseconds, and
// {"entries": true} reads it and tells the values of each entry.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseFeed } from 'feedsmith'

const texts = (values) => (values ?? []).map((value) => (typeof value === 'string' ? value : value.value))

const readers = {
  rss: (feed) =>
    feed.items.map((item) => ({
      title: item.title?.value ?? item.title,
      link: item.link,
      id: item.guid?.value ?? item.guid,
      authors: texts(item.dc?.creators),
      categories: (item.categories ?? []).map((category) => category.name),
    })),
  atom: (feed) =>
    feed.entries.map((entry) => ({
      title: entry.title?.value ?? entry.title,
      link: (entry.links ?? []).find((link) => (link.rel ?? 'alternate') === 'alternate')?.href,
      id: entry.id,
      authors: (entry.authors ?? []).map((author) => author.name),
      categories: (entry.categories ?? []).map((category) => category.term),
    })),
  json: (feed) =>
    feed.items.map((item) => ({
      title: item.title,
      link: item.url,
      id: item.id,
      authors: (item.authors ?? []).map((author) => author.name),
      categories: item.tags ?? [],
    })),
}

const WARM_UP_MILLISECONDS = 400

let document = Buffer.alloc(0)

function read() {
  const { format, feed } = parseFeed(document.toString('utf8'))
  return readers[format](feed)
}

function answer(request) {
  if (request.document) {
    document = readFileSync(request.document)
    const end = performance.now() + WARM_UP_MILLISECONDS
    while (performance.now() < end) read()
    return {}
  }
  if (request.entries) return { entries: read() }
  const start = process.cpuUsage()
  read()
  const { user, system } = process.cpuUsage(start)
  return { microseconds: user + system }
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(answer(JSON.parse(line))))
