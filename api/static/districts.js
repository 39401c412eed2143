// Adds the button that looks for districts near the resident. Nothing is asked or sent before it is pressed.
"use strict";

const place = document.querySelector("[data-position]");

if (place && navigator.geolocation && window.isSecureContext) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn outline";
  button.textContent = place.dataset.label;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  place.prepend(button);
  place.append(told);
  place.hidden = false;

  button.addEventListener("click", () => {
    told.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(place.dataset.position, location.href);
        address.searchParams.set("lat", coords.latitude.toFixed(4));
        address.searchParams.set("lon", coords.longitude.toFixed(4));
        location.assign(address);
      },
      () => { told.textContent = place.dataset.failed; },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
}
