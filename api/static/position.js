// Adds the button that looks around the resident. Nothing is asked or sent before it is pressed.
// Where the place is a form, the position is sent with it and stands in no address.
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
    told.textContent = place.dataset.waiting ?? "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => look(coords.latitude.toFixed(4), coords.longitude.toFixed(4)),
      () => { told.textContent = place.dataset.failed; },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
}

function look(lat, lon) {
  if (place instanceof HTMLFormElement) {
    for (const [name, value] of [["lat", lat], ["lon", lon]]) {
      const field = place.elements[name] ?? place.appendChild(document.createElement("input"));
      Object.assign(field, { type: "hidden", name, value });
    }
    place.submit();
    return;
  }
  const address = new URL(place.dataset.position, location.href);
  address.searchParams.set("lat", lat);
  address.searchParams.set("lon", lon);
  location.assign(address);
}
