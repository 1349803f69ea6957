/* The rich text editor writes its field a quarter of a second after what is typed. Whoever reads the
 * form (who sends it, the editor that saves by itself, the preview) reads what the editor shows. */

addEventListener("formdata", ({ target: form, formData }) => {
  for (const field of form.elements) {
    if (!field.draftailEditor || !formData.has(field.name)) continue;
    const state = field.draftailEditor.getEditorState();
    field.value = JSON.stringify(window.Draftail.serialiseEditorStateToRaw(state));
    formData.set(field.name, field.value);
  }
});
