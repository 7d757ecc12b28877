/** So many work side by side, each as soon as it is answered. */
const PARALLEL = 8;

/**
 * Has workers work for some seconds.
 * @param workers functions that do one operation each time they are called
 * @returns operations a second, and the milliseconds of each
 */
async function load(workers, seconds) {
  const times = [];
  const began = performance.now();
  const end = began + seconds * 1000;
  const go = async (work) => {
    for (let now = performance.now(); now < end; ) {
      await work();
      const then = performance.now();
      times.push(then - now);
      now = then;
    }
  };
  await Promise.all(workers.map(go));
  return { perSecond: (times.length * 1000) / (performance.now() - began), times };
}

module.exports = { load, PARALLEL };
