// The file's bytes and nothing done with them: what no contestant can be faster than.

import { compete } from "./peer.js";

const worker = new Worker("/reading.worker.js");

compete(
  (file) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data: nBytes }) => resolve({ nBytes });
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(file);
    }),
);
