import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  Sequelize,
} from "sequelize";
import { v7 as uuidv7 } from "uuid";

export const sequelize = new Sequelize(process.env.DATABASE_URL ?? "", {
  dialect: "postgres",
  logging: false,
  pool: { max: 10 },
});

export class PatientModel extends Model<
  InferAttributes<PatientModel>,
  InferCreationAttributes<PatientModel>
> {
  declare id: CreationOptional<string>;
  declare practiceId: string;
  declare name: string;
  declare firstName: string;
  declare lastName: string;
  declare dateOfBirth: string | null;
  declare dateOfBirthApproximate: CreationOptional<boolean>;
  declare gender: "male" | "female" | "other";
  declare phoneNumber: CreationOptional<string | null>;
  declare email: CreationOptional<string | null>;
  declare address: CreationOptional<string | null>;
  declare medicalHistory: CreationOptional<string | null>;
  declare createdBy: string;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

PatientModel.init(
  {
    id: { type: DataTypes.UUID, primaryKey: true, defaultValue: () => uuidv7() },
    practiceId: { type: DataTypes.UUID, allowNull: false },
    name: { type: DataTypes.TEXT, allowNull: false },
    firstName: { type: DataTypes.TEXT, allowNull: false },
    lastName: { type: DataTypes.TEXT, allowNull: false },
    dateOfBirth: DataTypes.DATEONLY,
    dateOfBirthApproximate: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    gender: { type: DataTypes.TEXT, allowNull: false },
    phoneNumber: DataTypes.TEXT,
    email: DataTypes.TEXT,
    address: DataTypes.TEXT,
    medicalHistory: DataTypes.TEXT,
    createdBy: { type: DataTypes.UUID, allowNull: false },
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  { sequelize, tableName: "patient", underscored: true },
);
