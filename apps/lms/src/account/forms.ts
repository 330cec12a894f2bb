import { Chosen, EmailField, OptionalText, PasswordField, Text } from '#libs/web';

export class SignInForm {
  @EmailField() email: string;
  @PasswordField() password: string;
  @OptionalText() next: string | null;
}

export class SignUpForm {
  @Text() legalName: string;
  @OptionalText() preferredName: string | null;
  @OptionalText({ max: 60 }) pronouns: string | null;
  @EmailField() email: string;
  @PasswordField() password: string;
  @OptionalText() next: string | null;
}

export class EmailForm {
  @EmailField() email: string;
}

export class NewEmailForm {
  @EmailField() email: string;
  @PasswordField() password: string;
}

export class NewPasswordForm {
  @PasswordField() password: string;
}

export class InvitationForm {
  @Text() legalName: string;
  @OptionalText() preferredName: string | null;
  @OptionalText({ max: 60 }) pronouns: string | null;
  @PasswordField() password: string;
}

export class ProfileForm {
  @Text() legalName: string;
  @OptionalText() preferredName: string | null;
  @OptionalText({ max: 60 }) pronouns: string | null;
  @Chosen() language: string;
  @Text({ max: 60 }) timeZone: string;
}
