/** The files of a tar archive by name, as OPA writes them into bundles. */
export function readTar(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let offset = 0;
  while (offset + block <= archive.length) {
    const header = archive.subarray(offset, offset + block);
    if (header.every((byte) => byte === 0)) return files;
    const size = Number.parseInt(text(header, 124, 12).trim() || "0", 8);
    if (!Number.isSafeInteger(size) || size < 0 || offset + block + size > archive.length) throw new Error("the archive is cut short");
    const prefix = text(header, 257, 5) === "ustar" ? text(header, 345, 155) : "";
    const name = `${prefix === "" ? "" : `${prefix}/`}${text(header, 0, 100)}`.replace(/^\.?\//u, "");
    const kind = header[156];
    if (kind === 0 || kind === 48) {
      if (files.has(name)) throw new Error("the archive holds a file twice");
      files.set(name, archive.subarray(offset + block, offset + block + size));
    }
    offset += block + Math.ceil(size / block) * block;
  }
  return files;
}

const block = 512;

function text(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}
