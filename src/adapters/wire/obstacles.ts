/**
 * What keeps a request from being read. They stand among the features under names that no catalogue has, so that the
 * policy denies them to every category that asks for something, and to no other.
 */
export const obstacles = {
  "unlisted-api": "the catalogue knows no such path on this host",
  "unreadable-body": "the body cannot be read here as plain JSON",
  "ambiguous-body": "a key stands twice in the body, or in two spellings, and readers disagree about which one counts",
  "unreadable-model": "no model is named, or not as text",
} as const;
export type Obstacle = keyof typeof obstacles;
