// Shows the API description of this register with Swagger UI, which the page has loaded before.
"use strict";
SwaggerUIBundle({
  url: document.getElementById("description").dataset.url,
  dom_id: "#description",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  validatorUrl: null,
});
