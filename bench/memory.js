// Watches for the memory of wasm modules: it is no part of the JavaScript heap.
const memories = [];
const remember = ({ instance }) => memories.push(...Object.values(instance.exports).filter(isMemory));
const isMemory = (value) => value instanceof WebAssembly.Memory;

for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const result = await original(...given);
    remember(result instanceof WebAssembly.Instance ? { instance: result } : result);
    return result;
  };
}

/** Bytes of all wasm memories of the page. */
window.wasmBytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
