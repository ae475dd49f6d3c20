/* A clock of its own, in a worker: a page behind other windows may draw only once a second, and what it records would stand still. */

const EVERY = 1000 / 25; // milliseconds

setInterval(() => postMessage(0), EVERY);
