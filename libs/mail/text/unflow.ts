/** Lines that a mail program broke itself, put together again (RFC 3676). */
export function unflow(text: string, deletesSpace: boolean): string {
  const out: string[] = [];
  let open: { depth: number; pieces: string[] } | null = null;
  const settle = () => {
    if (open !== null) out.push(`${'>'.repeat(open.depth)}${open.depth > 0 ? ' ' : ''}${open.pieces.join('')}`);
    open = null;
  };
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    const continued: { depth: number; pieces: string[] } | null = open;
    const isSoft = content.endsWith(' ') && content !== '-- ';
    if (continued !== null && (continued as { depth: number }).depth !== depth) settle();
    if (open === null) open = { depth, pieces: [] };
    if (content === '-- ' && open.pieces.length > 0) {
      settle();
      open = { depth, pieces: [] };
    }
    open.pieces.push(isSoft && deletesSpace ? content.slice(0, -1) : content);
    if (!isSoft) settle();
  }
  settle();
  return out.join('\n');
}
