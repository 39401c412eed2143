// Adds the button that looks around the resident. Nothing is asked or sent before it is pressed.
// The position is sent with its form, so that it stands in no address.
"use strict";

const place = document.querySelector("form[data-position]");

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
    told.textContent = place.dataset.waiting ?? "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => look(coords.latitude.toFixed(4), coords.longitude.toFixed(4)),
      () => { told.textContent = place.dataset.failed; },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
}

function look(lat, lon) {
  for (const [name, value] of [["lat", lat], ["lon", lon]]) {
    const field = place.elements[name] ?? place.appendChild(document.createElement("input"));
    Object.assign(field, { type: "hidden", name, value });
  }
  place.submit();
}
