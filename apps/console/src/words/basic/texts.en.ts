export const texts = {
  back: "Back",
  required: "Required",
  showPassword: "Show the password",
  tryAgain: "Try again",
  email: "Email address",
  password: "Password",
};
