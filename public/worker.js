// Computes beside the page, with the module the page itself runs: its address is the worker's name.
// Reports thousandths while it works, then the result; null when it failed.
onmessage = async ({ data: order }) => {
  try {
    const { default: init, simulate } = await import(name);
    await init();
    postMessage(simulate(order, (permille) => postMessage(permille)));
  } catch {
    postMessage(null);
  }
};
