// Adds a button to a read-only field that copies what stands in it.
"use strict";

for (const line of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const field = line.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn outline";
  button.textContent = line.dataset.copy;
  button.setAttribute("aria-live", "polite");
  line.append(button);

  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.textContent = line.dataset.copied;
  });
}
