// How wide the terminal is, and whether it shows colours. Without colours signs and words say the same.
import picocolors from "picocolors";

const { stdout, env } = process;
const wanted = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0" ? true : stdout.isTTY === true && env.TERM !== "dumb";

export const { bold, dim, green, yellow, red, cyan } = picocolors.createColors(wanted && (env.NO_COLOR ?? "") === "");

export const width = Math.min(Math.max(Number(env.COLUMNS) || stdout.columns || 96, 72), 100);

export const outcomes = {
  sent: { sign: "✓", word: "sent as it is", paint: green },
  amended: { sign: "+", word: "amended", paint: yellow },
  refused: { sign: "✕", word: "refused", paint: red },
};

/** A title over the whole width. */
export function rule(title, told = "") {
  const text = `── ${title} ${told === "" ? "" : `· ${told} `}`;
  return `${bold(`── ${title}`)} ${told === "" ? "" : dim(`· ${told} `)}${dim("─".repeat(Math.max(2, width - text.length)))}`;
}

/** Words in lines of at most `most` characters. */
export function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
