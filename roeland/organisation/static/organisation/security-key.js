// Says on the page that a security key did not answer; allauth itself only writes to the console.
document.addEventListener("allauth.error", (event) => {
  const told = document.getElementById("key-failed");
  if (!told) return;
  told.hidden = false;
  event.preventDefault(); // it is said, so it need not be in the console too
});
