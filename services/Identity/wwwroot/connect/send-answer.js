// Without script the person presses the button of the form.
document.getElementById("answer").submit();
