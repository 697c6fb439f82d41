// Says on the page that a security key did not answer; allauth itself only writes to the console.
document.addEventListener("allauth.error", () => {
  const told = document.getElementById("key-failed");
  if (told) told.hidden = false;
});
